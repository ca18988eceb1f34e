package dev.tachograph.bootstrap.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TriggerProbeTest extends FrameworkFixture {
  /** A timer of a server. */
  public static final class RetryingTimer {
    private final boolean isInRetry;

    RetryingTimer(boolean isInRetry) {
      this.isInRetry = isInRetry;
    }

    public boolean isInRetry() {
      return isInRetry;
    }
  }

  @Test
  void aTimerThatSaysSo_isARetry() throws Exception {
    Method method = Mailer.class.getDeclaredMethod("send");
    for (Object timer : new Object[] {new RetryingTimer(false), "another timer"}) {
      run(TriggerProbe.timedFiring("ejb", method, timer));
    }
    run(TriggerProbe.timedFiring("ejb", method, null));
    assertThat(numbers("task_retries_total")).isEmpty();

    run(TriggerProbe.timedFiring("ejb", method, new RetryingTimer(true)));
    assertThat(numbers("task_retries_total")).containsExactly(Map.entry("Mailer.send", 1L));
    assertThat(executions()).containsExactly(Map.entry("Mailer.send SUCCESS", 4L));
  }

  /** What a framework says of a firing. */
  public static final class Firing {
    public Class<?> getTargetClass() {
      return Mailer.class;
    }

    public Method getMethod() throws NoSuchMethodException {
      return Mailer.class.getDeclaredMethod("send");
    }
  }

  @Test
  void aFiringThatSubscribes_endsWithItsSubscriber() throws ReflectiveOperationException {
    Object subscriber = new Object();
    Object firing = TriggerProbe.firing("lib", new Firing());
    TriggerProbe.subscribes(subscriber);
    run(firing);
    assertThat(executions()).isEmpty();

    TriggerProbe.subscriberEnded(subscriber, new IOException());
    TriggerProbe.subscriberEnded(subscriber, null);
    assertThat(numbers("task_execute_error_total"))
        .containsExactly(Map.entry("Mailer.send IOException", 1L));
    assertThat(numbers("task_in_progress")).isEmpty();
  }

  @Test
  void aTriggerIsNamedByItsMethod_orByItself() {
    for (String method : new String[] {"com.acme.Jobs#tick", "com.acme.Outer$Jobs#tock", "plain"}) {
      FrameworkProbe.ended(TriggerProbe.firing("f", method, "1", (Instant) null), null);
    }
    FrameworkProbe.ended(TriggerProbe.firing("f", null, "sweep 4711", Instant.now()), null);
    assertThat(numbers("task_execute_time_seconds"))
        .containsOnlyKeys(
            "Jobs.tick SUCCESS", "Jobs.tock SUCCESS", "plain SUCCESS", "sweep {id} SUCCESS");
    assertThat(numbers("task_start_delay_seconds")).containsOnlyKeys("sweep {id}");
  }

  @Test
  void theJdksOwnTimerTasks_areNotMeasured() {
    assertThat(TriggerProbe.timed("timer", new java.util.concurrent.atomic.AtomicInteger()))
        .isNull();
    run(TriggerProbe.timed("timer", new Mailer()));
    assertThat(executions()).containsExactly(Map.entry("Mailer SUCCESS", 1L));
  }

  /** A class of that name, without any member. */
  private static Class<?> named(String name) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(0xCAFEBABE);
    out.writeInt(52);
    out.writeShort(5);
    for (String each : new String[] {name.replace('.', '/'), "java/lang/Object"}) {
      out.writeByte(1);
      out.writeUTF(each);
    }
    for (int nameAt = 1; nameAt <= 2; nameAt++) {
      out.writeByte(7);
      out.writeShort(nameAt);
    }
    for (int part : new int[] {Modifier.PUBLIC | 0x20, 3, 4, 0, 0, 0, 0}) {
      out.writeShort(part);
    }
    return new ClassLoader(TriggerProbeTest.class.getClassLoader()) {
      Class<?> define() {
        return defineClass(name, bytes.toByteArray(), 0, bytes.size());
      }
    }.define();
  }

  @Test
  void aTimersTaskOfAServer_isUpkeep_andNotThatOfAnApplicationOfItsVendor() throws IOException {
    for (String upkeep : new String[] {"com.ibm.ws.timer.Sweep", "com.ibm.tx.Recovery"}) {
      assertThat(TypeNames.isUpkeep(named(upkeep))).as(upkeep).isTrue();
    }
    for (String own : new String[] {"com.ibm.cloud.acme.Sweep", "com.ibm.wsx.Sweep"}) {
      assertThat(TypeNames.isUpkeep(named(own))).as(own).isFalse();
    }
  }

  @Test
  void aTaskOfATimer_isAsLateAsTheTimeForWhichItWasAwaited() {
    TriggerProbe.timerAwaits(System.currentTimeMillis() + 5000);
    TriggerProbe.timerAwaits(System.currentTimeMillis() - 5000);
    run(TriggerProbe.timed("timer", new Mailer()));
    TriggerProbe.timerAwaits(0);
    run(TriggerProbe.timed("timer", new Mailer()));
    assertThat(executions()).containsExactly(Map.entry("Mailer SUCCESS", 2L));
    assertThat(numbers("task_start_delay_seconds")).containsExactly(Map.entry("Mailer", 1L));
  }
}
