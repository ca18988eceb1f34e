package com.acme.enterprise;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** A message-driven bean. It fails when it gets the last message for the first time. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "destinationLookup",
          propertyValue = "java:app/jms/orders"),
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue")
    })
public class EnterpriseOrders implements MessageListener {
  @Override
  public void onMessage(Message message) {
    try {
      boolean fails =
          message.getBody(String.class).equals("order " + EnterpriseApp.MESSAGES)
              && !message.getJMSRedelivered();
      EnterpriseApp.count("orders", fails);
      if (fails) {
        throw new IllegalArgumentException("too late");
      }
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }
}
