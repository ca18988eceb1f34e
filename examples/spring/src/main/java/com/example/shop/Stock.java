package com.example.shop;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Counts what is left. */
@Component
public class Stock {
  @Scheduled(fixedDelay = 500)
  public void count() throws InterruptedException {
    Work.takeAbout(80, 0);
  }
}
