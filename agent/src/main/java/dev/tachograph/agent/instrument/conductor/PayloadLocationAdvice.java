package dev.tachograph.agent.instrument.conductor;

import com.netflix.conductor.common.utils.ExternalPayloadStorage.Operation;
import com.netflix.conductor.common.utils.ExternalPayloadStorage.PayloadType;
import dev.tachograph.bootstrap.probe.WorkerProbe;
import net.bytebuddy.asm.Advice;

/** A location in external storage, asked for once before every upload and download. */
final class PayloadLocationAdvice {
  private PayloadLocationAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.Argument(0) Operation operation, @Advice.Argument(1) PayloadType payloadType) {
    WorkerProbe.externalPayload(operation.name(), payloadType.name());
  }
}
