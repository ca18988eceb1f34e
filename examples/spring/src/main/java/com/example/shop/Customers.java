package com.example.shop;

import org.springframework.jms.core.JmsTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Eight orders come in every second. */
@Component
public class Customers {
  private final JmsTemplate messages;
  private long orders;

  public Customers(JmsTemplate messages) {
    this.messages = messages;
  }

  @Scheduled(fixedRate = 125)
  public void order() {
    messages.convertAndSend("orders", "order " + ++orders);
  }
}
