package com.example.orders;

/** The bank said no. */
final class CardDeclinedException extends Exception {
  private static final long serialVersionUID = 1L;

  CardDeclinedException(String message) {
    super(message);
  }
}
