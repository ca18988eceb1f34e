package com.acme.scheduling

import io.quarkus.scheduler.Scheduled
import io.quarkus.scheduler.ScheduledExecution
import java.util.concurrent.ConcurrentHashMap
import java.util.function.BiConsumer
import jakarta.enterprise.context.ApplicationScoped
import kotlinx.coroutines.delay
import kotlinx.coroutines.future.await
import org.eclipse.microprofile.reactive.messaging.Incoming
import org.eclipse.microprofile.reactive.messaging.Message
import org.eclipse.microprofile.reactive.messaging.Outgoing

/** Functions that Quarkus calls as coroutines. All work after they were suspended. */
@ApplicationScoped
open class Suspended {
  companion object {
    /** Is told of each task, and whether it is about to fail. */
    @JvmField @Volatile var counter: BiConsumer<String, Boolean> = BiConsumer { _, _ -> }

    private suspend fun work(task: String, fails: Boolean) {
      delay(20)
      counter.accept(task, fails)
    }
  }

  @Scheduled(every = "1h")
  open suspend fun rest() {
    work("Suspended.rest", false)
  }

  @Scheduled(every = "1h")
  open suspend fun strive() {
    work("Suspended.strive", true)
    throw IllegalStateException("no strength")
  }

  @Scheduled(identity = "turn", every = "1s", skipExecutionIf = NoTurn::class)
  open suspend fun turn() {
    work("Suspended.turn", false)
  }

  @Scheduled(identity = "twist", every = "1s", skipExecutionIf = NoTurn::class)
  open suspend fun twist() {
    work("Suspended.twist", true)
    throw IllegalArgumentException("no twist")
  }

  @Incoming("loads")
  open suspend fun load(number: Int) {
    work("loads", number % 2 == 0)
    check(number % 2 != 0) { "even" }
  }

  @Incoming("crates")
  open suspend fun crate(message: Message<Int>) {
    val refused = message.payload % 2 == 0
    work("crates", refused)
    if (refused) {
      message.nack(IllegalArgumentException("too heavy")).await()
    } else {
      message.ack().await()
    }
  }

  @Incoming("grain")
  @Outgoing("flour")
  open suspend fun mill(number: Int): String {
    work("grain", false)
    return "flour $number"
  }

  @Incoming("flour")
  open suspend fun bake(what: String) {
    work("flour", false)
  }
}

/** Skips an execution unless its job was given a turn, which it takes. */
@ApplicationScoped
open class NoTurn : Scheduled.SkipPredicate {
  companion object {
    @JvmField val turns: MutableSet<String> = ConcurrentHashMap.newKeySet()
  }

  override fun test(execution: ScheduledExecution): Boolean = !turns.remove(execution.trigger.id)
}
