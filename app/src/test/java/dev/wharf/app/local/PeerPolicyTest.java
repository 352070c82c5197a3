package dev.wharf.app.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.attribute.UserPrincipal;

class PeerPolicyTest {

    /// As the operating system's are: equal when the numbers are.
    private record User(String name, int number) implements UserPrincipal {
        @Override
        public String getName() {
            return name;
        }
    }

    private final PeerPolicy policy = new PeerPolicy(new User("wharf", 900));

    @Test
    void theSameUserIsServed() {
        assertThat(policy.allows(new User("wharf", 900))).isTrue();
    }

    @Test
    void rootIsServed() {
        assertThat(policy.allows(new User("root", 0))).isTrue();
    }

    @Test
    void anotherUserIsNot() {
        assertThat(policy.allows(new User("eve", 1000))).isFalse();
    }

    @Test
    void anotherUserOfTheSameNameIsNot() {
        assertThat(policy.allows(new User("wharf", 901))).isFalse();
    }
}
