"""The program `groupsite`: a command for each thing that authors do, one module each."""
