package com.example.shop;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;

/** Sends mails while others go on with their work. */
@Component
public class Mail {
  private static final Logger LOG = LoggerFactory.getLogger(Mail.class);

  @Async
  public void confirm(String order) throws InterruptedException {
    Work.takeAbout(60, 2);
    LOG.debug("confirmed: {}", order);
  }
}
