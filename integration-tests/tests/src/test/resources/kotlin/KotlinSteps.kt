package com.acme.async

import java.util.concurrent.CompletableFuture
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger
import kotlin.coroutines.Continuation
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExecutorCoroutineDispatcher
import kotlinx.coroutines.Job
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.async
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.newFixedThreadPoolContext
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

private val gate = CompletableDeferred<String>()

private val foreignGate = CompletableDeferred<String>()

/** Is completed when a step has nothing left but to wait. */
@Volatile private var reached = CompletableDeferred<Unit>()

/** Waits for what it is told to, and comes to that end. */
private suspend fun work(how: String): String {
  when (how) {
    "throw" -> throw IllegalStateException("on purpose")
    "fail" -> {
      delay(1)
      throw IllegalStateException("on purpose")
    }
    "cancel" -> {
      reached.complete(Unit)
      CompletableDeferred<String>().await()
    }
    "hold" -> {
      reached.complete(Unit)
      gate.await()
    }
    "foreign" -> foreignGate.await()
  }
  delay(1)
  yield()
  return "done"
}

class KotlinWork(private val suffix: String) {
  /** Only passes on what another function comes to, so it is never entered again. */
  suspend fun tail(how: String): String = work(how)

  /** Is entered again each time that it was suspended. */
  suspend fun stateful(how: String): String {
    var all = ""
    for (i in 1..3) {
      yield()
      all += i
    }
    return all + work(how) + suffix
  }

  /** Calls itself, and another measured function, before its end and at its end. */
  suspend fun nested(how: String, depth: Int = 2): String =
    if (depth == 0) {
      outer(how)
    } else {
      val before = outer("complete")
      before + nested(how, depth - 1)
    }

  suspend fun outer(how: String): String = inner(how)

  suspend fun inner(how: String): String = work(how)

  /** Never has to wait. */
  suspend fun prompt(how: String): String {
    if (how == "throw" || how == "fail") {
      throw IllegalStateException("on purpose")
    }
    return "done"
  }

  /** Is called by what no compiler of Kotlin has made. */
  suspend fun foreign(how: String): String = work(how)

  fun deferred(how: String, scope: CoroutineScope): Deferred<String> {
    if (how == "throw") {
      throw IllegalStateException("on purpose")
    }
    return scope.async { work(how) }
  }

  fun job(how: String, scope: CoroutineScope): Job {
    if (how == "throw") {
      throw IllegalStateException("on purpose")
    }
    return scope.launch { work(how) }
  }
}

/** A continuation as somebody may write it in Java. */
private class Foreign : Continuation<String> {
  val outcome = CompletableFuture<String>()

  override val context: CoroutineContext = EmptyCoroutineContext

  override fun resumeWith(result: Result<String>) {
    outcome.complete(result.getOrThrow())
  }
}

class KotlinSteps : Steps {
  private val work = KotlinWork("!")
  private val held = ArrayList<Deferred<String>>()
  private val quiet = kotlinx.coroutines.CoroutineExceptionHandler { _, _ -> }
  private val scope =
      CoroutineScope(Dispatchers.Default + kotlinx.coroutines.SupervisorJob() + quiet)

  override fun kinds(): List<String> =
      listOf("tail", "stateful", "nested", "prompt", "foreign", "deferred", "job")

  private suspend fun call(kind: String, how: String): String =
      when (kind) {
        "tail" -> work.tail(how)
        "stateful" -> work.stateful(how)
        "nested" -> work.nested(how)
        "prompt" -> work.prompt(how)
        "deferred" -> work.deferred(how, scope).await()
        else -> {
          work.job(how, scope).join()
          "joined"
        }
      }

  override fun take(kind: String, how: String): String {
    reached = CompletableDeferred()
    if (kind == "foreign") {
      return if (how == "complete") foreign() else "nothing"
    }
    try {
      return when (how) {
        "never" -> "never"
        "hold" -> {
          val started = scope.async { call(kind, how) }
          held.add(started)
          if (kind != "prompt") {
            runBlocking { reached.await() }
          }
          "held"
        }
        "cancel" -> runBlocking { cancelled(kind, how) }
        "twice" -> runBlocking { call(kind, how) + call(kind, how) }
        else -> runBlocking { call(kind, how) }
      }
    } catch (e: IllegalStateException) {
      return AsyncApp.describe(e)
    }
  }

  private fun foreign(): String {
    val foreign = Foreign()
    KotlinWork::class.java
        .getMethod("foreign", String::class.java, Continuation::class.java)
        .invoke(work, "foreign", foreign)
    foreignGate.complete("released")
    return foreign.outcome.get()
  }

  private suspend fun cancelled(kind: String, how: String): String {
    val started: Job =
        when (kind) {
          "deferred" -> work.deferred(how, scope)
          "job" -> work.job(how, scope)
          else -> scope.async { call(kind, how) }
        }
    if (kind == "prompt") {
      started.join()
    } else {
      reached.await()
    }
    started.cancel()
    started.join()
    return "cancelled " + (kind == "prompt" || started.isCancelled)
  }

  override fun release(): List<String> {
    gate.complete("released")
    return runBlocking { held.map { it.await() } } +
        dispatched(Executors.newFixedThreadPool(2, ::Reporter).asCoroutineDispatcher()) +
        dispatched(newFixedThreadPoolContext(2, "letters"))
  }

  /** None of them waits, so each is handed in once, and the failure of one is the coroutine's. */
  private fun dispatched(dispatcher: ExecutorCoroutineDispatcher): String {
    val ran = AtomicInteger()
    val coroutines =
        (1..20).map {
          scope.launch(dispatcher) {
            ran.incrementAndGet()
            check(it != 7) { "on purpose" }
          }
        }
    runBlocking { coroutines.forEach { it.join() } }
    dispatcher.close()
    (dispatcher.executor as ExecutorService).awaitTermination(1, TimeUnit.MINUTES)
    return "dispatched " + ran.get()
  }
}

private class Reporter(work: Runnable) : Thread(work, "reports-" + number.incrementAndGet()) {
  private companion object {
    val number = AtomicInteger()
  }
}
