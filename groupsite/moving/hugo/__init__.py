"""Sites made with Hugo and HugoBlox (Wowchemy, Academic): settings, people, papers, pages."""
