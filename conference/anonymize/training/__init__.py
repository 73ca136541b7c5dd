"""How the tagger is taught: notes written for it, made into many by other names (`conference.anonymize.train`)."""
