"""One rule, one file, one add(build, rule); none knows another. The list is in rulelist."""
