"""Names that occur in titles, and whose capital no citation style may take away.

Needed only for titles in which every word has a capital: in others a capital within a
sentence is that of a name. Words that are names and something else (Cook, Rank, Wave) are
left out. Pure.
"""

from __future__ import annotations

from typing import Final

#: In lower case; with ``-ian`` and so on, and the possessive, see `is_name`.
_PEOPLE: Final = frozenset(
    """
    adams airy ampere arnoldi arrhenius artin avogadro banach bashforth bayes beltrami
    benard bernoulli bernstein bessel besov bethe betti bianchi birkhoff bloch bochner
    bohr boltzmann boole borel bose boussinesq brauer bregman brillouin brouwer brownian
    burgers calabi calderon cantor caratheodory cartan cartesian castelnuovo catalan cauchy
    cayley cesaro chandrasekhar chapman chebyshev cholesky christoffel clifford compton
    condat coulomb cramer curie dantzig darboux darcy darwin debye dedekind descartes
    dijkstra dirac dirichlet doppler dyson einstein eisenstein erdos euclid euler fano
    faraday feller fenchel fermat fermi feynman fibonacci finsler fisher fokker fourier
    fredholm fresnel frobenius fubini galerkin galilei galois galton gauss gegenbauer gibbs
    ginzburg girsanov godel goldbach grassmann grothendieck hadamard hahn hamilton hamming
    hankel hausdorff heisenberg helmholtz hermite hessenberg hessian heyting higgs hilbert
    hodge holder hopf householder hubbard hubble huffman hurwitz huygens ising ito jacobi
    jaynes joule kahler kakutani kalman kantorovich kaczmarz kelvin kepler kirchhoff klein
    kohn kolmogorov korteweg kramers kronecker krylov kullback kuramoto kutta lagrange
    laguerre lanczos landau landweber langevin laplace laurent lebesgue legendre leibler
    leibniz levenberg levy lindblad liouville lipschitz lorentz lorenz lyapunov mahalanobis
    malliavin mandelbrot markov marquardt maxwell mendel mercer michelson milstein minkowski
    mobius monge moreau mosco nash navier nelder nesterov neumann newton noether novikov
    nyquist nystrom onsager ornstein padova pareto parkinson parseval pauli peierls penrose
    planck poincare poisson polyak pontryagin prandtl procrustes pythagoras radon raman
    ramsey rayleigh reynolds ricci riccati riemann riesz ritz rosenbrock runge rydberg
    schauder schmidt schrodinger schubert schur schwartz schwarz seifert shannon shapley
    sierpinski simpson sinkhorn sobolev stiefel stieltjes stirling stokes strassen sturm
    swendsen sylow sylvester tchebycheff tikhonov tonelli turing uhlenbeck vandermonde
    vapnik verlet viterbi vlasov volterra voronoi waals wald wannier wasserstein weibull
    weierstrass weyl whitney wiener wigner wilcoxon wishart wolfe yosida zariski zeeman zeno
    zermelo zernike zorn alzheimer bonferroni crohn hodgkin huntington
    """.split()  # noqa: SIM905  a list of names is read as one
)
_OTHERS: Final = frozenset(
    """
    africa african america american antarctic antarctica arctic argentina asia asian atlantic
    australia australian austria austrian bangladesh belgium berlin brazil brazilian britain
    british california canada canadian chile china chinese colombia czech danish denmark
    egypt england english ethiopia europe european finland finnish france french german
    germany ghana greece greek greenland hawaii hungarian hungary iceland india indian
    indonesia iran iraq ireland irish israel israeli italian italy japan japanese kenya korea
    korean latin london malaysia mediterranean mexican mexico netherlands nigeria nordic
    norway norwegian ottoman pakistan paris persian peru philippines poland portugal
    portuguese roman russia russian scandinavian scotland scottish siberia singapore slovenia
    spain spanish sweden swedish swiss switzerland taiwan thailand tibet tokyo turkish uganda
    ukraine ukrainian vietnam wales welsh
    january february april june july september october november december
    monday tuesday wednesday thursday friday saturday sunday
    monte carlo github python fortran linux wikipedia twitter google
    """.split()  # noqa: SIM905
)
_ENDINGS: Final = ("ian", "ean", "an", "esque", "ist", "s")


def is_name(word: str) -> bool:
    """Whether *word* is a name or made from one: ``Krylov``, ``Gaussian``, ``Bayes's``.

    :param word: in lower case and without accents.
    """
    word = word.removesuffix("'s").removesuffix("'")
    if word in _PEOPLE or word in _OTHERS:
        return True
    return any(
        word.removesuffix(ending) + more in _PEOPLE
        for ending in _ENDINGS
        if word.endswith(ending)
        for more in ("", "e", "i", "s", "es")
    )
