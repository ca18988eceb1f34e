package com.acme.enterprise;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;

/** Timers of both kinds. A server repeats what has failed. */
@Singleton
@Startup
public class EnterpriseClock {
  @Resource private TimerService timers;

  @PostConstruct
  void start() {
    timers.createSingleActionTimer(1, new TimerConfig("ring", false));
    timers.createSingleActionTimer(1, new TimerConfig("break", false));
  }

  /** Begins anew: the bean is the same, its timers are others. */
  public void again() {
    start();
  }

  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  public void tick(Timer timer) {
    EnterpriseApp.count("EnterpriseClock.tick", false);
    timer.cancel();
  }

  @Timeout
  public void ring(Timer timer) {
    boolean fails =
        timer.getInfo().equals("break")
            && EnterpriseApp.counted("EnterpriseClock.ring FAILURE") == 0;
    EnterpriseApp.count("EnterpriseClock.ring", fails);
    if (fails) {
      throw new IllegalStateException("broken");
    }
  }
}
