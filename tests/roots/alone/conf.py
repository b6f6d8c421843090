project = "Example Group"
extensions = ["groupsite"]
groupsite_owner = "doe-jane"
groupsite_topics = {"tests": "Tests", "phantoms": "Phantoms"}
groupsite_paper_pages = "papers"
groupsite_person_pages = "members"
