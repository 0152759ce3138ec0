"""The services and opportunities of the territory, and who checked them when.

May import: core, network, accounts, privacy. Must not know: persons and cases; they refer to it.
Here it is thin: a service with its areas, place, languages and checks; HSDS in full comes next."""
