package com.example.shop;

import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.springframework.scheduling.quartz.QuartzJobBean;

/** Writes a report. */
public class SalesReport extends QuartzJobBean {
  @Override
  protected void executeInternal(JobExecutionContext context) throws JobExecutionException {
    try {
      Work.takeAbout(200, 10);
    } catch (InterruptedException e) {
      throw new JobExecutionException(e);
    }
  }
}
