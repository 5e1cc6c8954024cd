"""The post: notices in the portal and by e-mail, in the reader's language, carried out of the outbox."""
