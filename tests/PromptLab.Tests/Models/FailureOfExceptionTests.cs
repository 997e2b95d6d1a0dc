using PromptLab.Models;

namespace PromptLab.Tests.Models;

public sealed class FailureOfExceptionTests
{
    [Fact]
    public void An_exception_of_somebody_elses_code_is_a_failure_with_its_type_and_message() =>
        Assert.Equal(
            new Failure("exception", "InvalidDataException: The cell is torn."),
            Failure.Of(new InvalidDataException("The cell is torn."))
        );

    [Fact]
    public void A_failed_call_stays_the_failure_that_it_is()
    {
        var failure = new Failure("http-429", "429: too fast.");

        Assert.Same(failure, Failure.Of(new ModelCallException(failure)));
    }

    [Fact]
    public void A_long_message_is_cut_after_300_characters_and_never_through_one()
    {
        Assert.Equal("Exception: " + new string('a', 300), Failure.Of(new Exception(new string('a', 300))).Message);
        Assert.Equal("Exception: " + new string('a', 300) + "…", Failure.Of(new Exception(new string('a', 301))).Message);
        Assert.Equal(
            "Exception: " + new string('a', 299) + "…",
            Failure.Of(new Exception(new string('a', 299) + "😀" + new string('b', 9))).Message
        );
    }

    [Fact]
    public void A_message_of_several_lines_stands_on_one() =>
        Assert.Equal("Exception: first second", Failure.Of(new Exception("first\nsecond")).Message);
}
