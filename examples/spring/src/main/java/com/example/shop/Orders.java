package com.example.shop;

import org.springframework.jms.annotation.JmsListener;
import org.springframework.stereotype.Component;

/** Takes orders. One that fails is delivered again. */
@Component
public class Orders {
  private final Mail mail;

  public Orders(Mail mail) {
    this.mail = mail;
  }

  @JmsListener(destination = "orders")
  public void take(String order) throws InterruptedException {
    Work.takeAbout(30, 5);
    mail.confirm(order);
  }
}
