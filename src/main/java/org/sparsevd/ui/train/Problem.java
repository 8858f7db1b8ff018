package org.sparsevd.ui.train;

/**
 * Something to tell the user.
 *
 * @param title what happened
 * @param message the cause, in a sentence
 * @param advice what to do about it
 * @param details for whoever wants to look deeper; may be empty
 */
public record Problem(String title, String message, String advice, String details) {}
