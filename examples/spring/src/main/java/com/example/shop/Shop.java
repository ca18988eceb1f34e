package com.example.shop;

import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * A shop. Customers order by messages, each order is confirmed by mail, the stock is counted twice
 * a second, and a report is written every second. Nothing here measures anything.
 */
@SpringBootApplication(proxyBeanMethods = false)
@EnableAsync
@EnableScheduling
public class Shop {
  public static void main(String[] args) {
    SpringApplication.run(Shop.class, args);
  }

  /** What Quartz runs. */
  @Bean
  public JobDetail report() {
    return JobBuilder.newJob(SalesReport.class)
        .withIdentity("sales", "reports")
        .storeDurably()
        .build();
  }

  @Bean
  public Trigger everySecond(JobDetail report) {
    return TriggerBuilder.newTrigger()
        .forJob(report)
        .withSchedule(SimpleScheduleBuilder.repeatSecondlyForever())
        .build();
  }
}
