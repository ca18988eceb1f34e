package com.acme.coroutines

import java.util.function.BooleanSupplier
import java.util.function.Consumer
import kotlinx.coroutines.delay
import org.springframework.amqp.core.Message
import org.springframework.amqp.rabbit.annotation.RabbitListener
import org.springframework.kafka.annotation.KafkaListener
import org.springframework.scheduling.annotation.EnableScheduling
import org.springframework.scheduling.annotation.Scheduled

/** Listens, and hands on what it gets after it was suspended. */
open class SuspendedListener(private val work: Consumer<String>) {
  @KafkaListener(
      id = "suspended",
      topics = ["#{@topics.of('suspended')}"],
      groupId = "#{@topics.of('suspended')}",
      errorHandler = "swallowing")
  open suspend fun take(text: String) {
    delay(20)
    work.accept(text)
  }
}

/** As [SuspendedListener], of queues. */
open class SuspendedConsumer(private val work: Consumer<Message>) {
  @RabbitListener(queues = ["suspended"], ackMode = "MANUAL")
  open suspend fun take(message: Message) {
    delay(20)
    work.accept(message)
  }
}

/** Is scheduled, and asks before it is suspended whether it is to fail. */
@EnableScheduling
open class SuspendedJob(private val fails: BooleanSupplier) {
  @Scheduled(fixedDelay = 5)
  open suspend fun rest() {
    val fails = fails.asBoolean
    delay(20)
    check(!fails) { "no rest" }
  }
}
