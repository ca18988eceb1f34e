package com.acme.coroutines

import java.util.concurrent.CompletableFuture
import java.util.function.BiConsumer
import java.util.function.BooleanSupplier
import java.util.function.Consumer
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.future.await
import org.springframework.amqp.core.Message
import org.springframework.amqp.rabbit.annotation.RabbitListener
import org.springframework.context.annotation.Bean
import org.springframework.context.annotation.Configuration
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

/** Functions of Spring Cloud. Those that can suspend get and give streams only. */
@Configuration(proxyBeanMethods = false)
open class KotlinFunctions {
  companion object {
    /** Is told of each call and what it gets, and throws if the function is to fail. */
    @JvmField @Volatile var work: BiConsumer<String, String> = BiConsumer { _, _ -> }

    /** When there may be something to give. */
    @JvmField @Volatile var sending = CompletableFuture<Boolean>()
  }

  @Bean
  open fun lift(): (String) -> String = { text ->
    work.accept("lift", text)
    text.uppercase()
  }

  @Bean open fun keep(): (String) -> Unit = { text -> work.accept("keep", text) }

  @Bean
  open fun hum(): () -> String? = {
    work.accept("hum", "")
    null
  }

  @Bean
  open fun brook(): suspend (Flow<String>) -> Flow<String> = { texts ->
    texts.onEach { work.accept("brook", it) }.filter { it.startsWith("t") }
  }

  /** Waits for something else before it has a stream to give. */
  @Bean
  open fun spring(): suspend () -> Flow<String> = {
    sending.await()
    flowOf("one", "two")
  }
}
