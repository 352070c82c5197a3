package dev.wharf.capture.telemessage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.event.Content.Call;
import dev.wharf.core.party.Person;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The small readers: people, dates, HTML, manifests, calls.
class PartsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    Ana Ruiz 16174354634 <ana@firm.example>       | Ana Ruiz     | +16174354634  | ana@firm.example
                    "Ruiz, Ana 16174354634" <ana@firm.example>    | Ruiz, Ana    | +16174354634  | ana@firm.example
                    16174354634 <16174354634@x.telemessage.com>   | -            | +16174354634  | -
                    16174354634@whatsapp.telemessage.com          | -            | +16174354634  | -
                    +16174354634 Ana <ana@firm.example>           | Ana          | +16174354634  | ana@firm.example
                    Ana (+1 617 435-4634) <ana@firm.example>      | Ana          | +16174354634  | ana@firm.example
                    Unit 7 16174354634 <u7@firm.example>          | Unit 7       | +16174354634  | u7@firm.example
                    Ana Ruiz <ana@firm.example>                   | Ana Ruiz     | -             | ana@firm.example
                    ana@firm.example                              | ana@firm.example | -         | ana@firm.example
                    Ana Ruiz                                      | Ana Ruiz     | -             | -
                    =?UTF-8?B?15DXoNeU?= 972541234567 <a@f.example> | אנה        | +972541234567 | a@f.example
                    Jürgen Groß 4915112345678 <j@f.example>       | Jürgen Groß  | +4915112345678 | j@f.example
                    Ana 16174354634 <no-reply@smarsh.com>         | Ana          | +16174354634  | -
                    """)
    void people(String header, String name, String phone, String email) {
        Person person = new Participants().of(header).getFirst();

        assertThat(person.name()).isEqualTo(name);
        assertThat(person.phone() == null ? null : person.phone().e164()).isEqualTo(phone);
        assertThat(person.email() == null ? null : person.email().value()).isEqualTo(email);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Ana <a@x.example>, Bob <b@x.example>            | 2
                    "Ruiz, Ana" <a@x.example>; Bob <b@x.example>    | 2
                    Ana <a@x.example>, Ana <a@x.example>            | 1
                    Sales: a@x.example, b@x.example;                | 2
                    undisclosed-recipients:;                        | 0
                    ,,  ,                                           | 0
                    """)
    void listsOfPeople(String header, int people) {
        assertThat(new Participants().of(header)).hasSize(people);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Tue, 14 Nov 2023 22:13:20 +0000        | 2023-11-14T22:13:20Z
                    Tue, 14 Nov 2023 17:13:20 -0500 (EST)  | 2023-11-14T22:13:20Z
                    14 Nov 2023 22:13:20 GMT               | 2023-11-14T22:13:20Z
                    14 Nov 23 22:13 UT                     | 2023-11-14T22:13:00Z
                    Wed, 15 Nov 2023 03:43:20 +0530        | 2023-11-14T22:13:20Z
                    14 Nov 2023 22:13:20                   | 2023-11-14T22:13:20Z
                    Tue, 14-Nov-2023 17:13:20 EST          | 2023-11-14T22:13:20Z
                    """)
    void dates(String header, Instant at) {
        assertThat(MailDate.parse(header)).contains(at);
    }

    @ParameterizedTest
    @CsvSource({
        "yesterday",
        "'Tue, 32 Nov 2023 22:13:20 +0000'",
        "2023-11-14T22:13:20Z",
        "'Tue, 14 Xxx 2023 22:13:20 +0000'",
        "'Tue, 14 Nov 2023 22:13:20 +9900'"
    })
    void whatIsNoDateIsNone(String header) {
        assertThat(MailDate.parse(header)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    <p>Hi <b>Ana</b>,</p><p>bye</p>            | Hi Ana,~~bye
                    a<br>b<br/>c                               | a~b~c
                    1 &lt; 2 &amp; 3 &#128512; &#x20AC; &foo;  | 1 < 2 & 3 😀 € &foo;
                    <style>p{}</style><script>x()</script>ok   | ok
                    <img src=x alt="👍"> ok                     | 👍 ok
                    a < b and c > d                            | a < b and c > d
                    <!-- hidden -->seen                        | seen
                    <table><tr><td>a</td><td>b</td></tr></table> | a b
                    <b>never closed                            | never closed
                    tail <                                     | tail <
                    """)
    void html(String html, String text) {
        assertThat(HtmlText.of(html).replace("\n", "~")).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    missed   | -               | MISSED     | -
                    ''       | Duration: 01:05 | ANSWERED   | 65
                    ''       | Call duration: 1:00:05 | ANSWERED | 3605
                    ''       | Duration 3 min 2 sec | ANSWERED | 182
                    ''       | Status: Not answered | UNANSWERED | -
                    ''       | Call rejected   | REJECTED   | -
                    ''       | Duration: 00:00 | UNKNOWN    | -
                    ''       | Hello           | UNKNOWN    | -
                    """)
    void calls(String how, String text, Call.Outcome outcome, Long seconds) {
        CallText call = CallText.read(how, null, text);

        assertThat(call.outcome()).isEqualTo(outcome);
        assertThat(call.duration()).isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Count: 2~a.eml~b.eml                              | 2  | a.eml,b.eml
                    Count:2~Files:~1. a.eml~2. b.eml                  | 2  | a.eml,b.eml
                    Total count = 1~Name: dir/a.eml                   | 1  | a.eml
                    total-files-count: 1~"a.eml"                      | 1  | a.eml
                    d41d8cd98f00b204e9800998ecf8427e  a b.eml         | -1 | a b.eml
                    a.eml,d41d8cd98f00b204e9800998ecf8427e,17         | -1 | a.eml
                    Message 16174354634.eml                           | -1 | Message 16174354634.eml
                    nothing here                                      | -1 | ''
                    """)
    void manifests(String lines, long count, String names) throws IOException {
        byte[] bytes = lines.replace("~", "\r\n").getBytes(StandardCharsets.UTF_8);

        Manifest manifest = Manifest.read("x.mf", new ByteArrayInputStream(bytes));

        assertThat(manifest.count()).isEqualTo(count < 0 ? null : (Long) count);
        assertThat(String.join(",", List.copyOf(manifest.files().keySet()))).isEqualTo(names);
    }
}
