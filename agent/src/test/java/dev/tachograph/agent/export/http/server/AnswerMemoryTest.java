package dev.tachograph.agent.export.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AnswerMemoryTest {
  private static final int MEGABYTE = 1 << 20;

  private static Answer fill(Answer answer, int bytes) {
    byte[] content = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      content[i] = (byte) i;
    }
    answer.append(content, 0, bytes);
    return answer;
  }

  @Test
  void answerComesOutAsItWentIn() throws IOException {
    AnswerMemory memory = new AnswerMemory(MEGABYTE, () -> {});
    Answer answer = new Answer(memory);
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    for (int length : new int[] {0, 1, 16_383, 16_384, 16_385, 100_000}) {
      byte[] part = new byte[length + 2];
      java.util.Arrays.fill(part, (byte) length);
      answer.append(part, 1, length);
      expected.write(part, 1, length);
    }
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    answer.writeTo(written, () -> {});

    assertThat(written.toByteArray()).isEqualTo(expected.toByteArray());
    assertThat(answer.length()).isEqualTo(expected.size());
  }

  @Test
  void memoryIsGivenBackByTheLastWhoSharesTheAnswer() {
    AnswerMemory memory = new AnswerMemory(MEGABYTE, () -> {});
    Answer answer = fill(new Answer(memory), 100_000);
    answer.sharedBy(3);
    assertThat(memory.used()).isBetween(100_000L, 120_000L);
    answer.release();
    answer.release();
    assertThat(memory.used()).isPositive();
    answer.release();
    assertThat(memory.used()).isZero();
  }

  @Test
  void answerThatNeverFitsDoesNotWait() {
    AtomicInteger reliefs = new AtomicInteger();
    AnswerMemory memory = new AnswerMemory(100_000, reliefs::incrementAndGet);
    Answer answer = new Answer(memory);

    assertThatThrownBy(() -> fill(answer, 200_000))
        .isInstanceOf(AnswerMemory.NoRoomException.class);
    assertThat(reliefs).hasValue(0);
    assertThat(memory.used()).isLessThanOrEqualTo(100_000);
    answer.clear();
    assertThat(memory.used()).isZero();
  }

  @Test
  void slowReadersMakeRoom() {
    List<Answer> slow = new ArrayList<>();
    AnswerMemory memory =
        new AnswerMemory(
            MEGABYTE,
            () -> {
              if (!slow.isEmpty()) {
                slow.remove(0).release();
              }
            });
    for (int i = 0; i < 8; i++) {
      slow.add(fill(new Answer(memory), 120_000));
    }
    Answer answer = fill(new Answer(memory), MEGABYTE / 2);

    assertThat(answer.length()).isEqualTo(MEGABYTE / 2);
    assertThat(slow).hasSizeBetween(1, 5);
  }

  @Test
  void boundHoldsWhateverManyDoAtOnce() throws Exception {
    AtomicLong most = new AtomicLong();
    AnswerMemory memory = new AnswerMemory(MEGABYTE, () -> {});
    List<Thread> threads = new ArrayList<>();
    AtomicInteger refused = new AtomicInteger();
    for (int i = 0; i < 8; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int j = 0; j < 50; j++) {
                  Answer answer = new Answer(memory);
                  try {
                    fill(answer, 300_000);
                  } catch (AnswerMemory.NoRoomException e) {
                    refused.incrementAndGet();
                  }
                  most.accumulateAndGet(memory.used(), Math::max);
                  answer.release();
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(most.get()).isLessThanOrEqualTo(MEGABYTE);
    assertThat(memory.used()).isZero();
  }
}
