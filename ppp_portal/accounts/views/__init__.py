"""Pages of people and organisations: a form → an action → a redirect, or a query → a template."""
