package dev.tachograph.agent.instrument.conductor;

import com.netflix.conductor.common.utils.ExternalPayloadStorage.Operation;
import com.netflix.conductor.common.utils.ExternalPayloadStorage.PayloadType;
import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.WorkerProbe;

/** A location in external storage, asked for once before every upload and download. */
final class PayloadLocationAdvice {
  private PayloadLocationAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(
      @Advice.Argument(0) Operation operation, @Advice.Argument(1) PayloadType payloadType) {
    WorkerProbe.externalPayload(operation.name(), payloadType.name());
  }
}
