"""People: the records of `group/people.yml`, their names, their lists."""
