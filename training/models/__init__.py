"""What the development of people keeps of its own; what it ends in is a fact of `employees`."""
