package com.acme.http;

import java.net.Authenticator;
import java.net.PasswordAuthentication;

/** Answers the clients of the JDK, whoever asks. */
final class KnownUser extends Authenticator {
  @Override
  protected PasswordAuthentication getPasswordAuthentication() {
    return new PasswordAuthentication(HttpCalls.USER, HttpCalls.PASSWORD.toCharArray());
  }
}
