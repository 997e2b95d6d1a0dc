using PromptLab.Calling;

namespace PromptLab.Tests.Calling;

public sealed class RetryOptionsTests
{
    [Theory]
    [InlineData("http-408", true)]
    [InlineData("http-429", true)]
    [InlineData("http-500", true)]
    [InlineData("http-503", true)]
    [InlineData("http-529", true)]
    [InlineData("timeout", true)]
    [InlineData("transport", true)]
    [InlineData("malformed", true)]
    [InlineData("empty", true)]
    [InlineData("http-400", false)]
    [InlineData("http-401", false)]
    [InlineData("http-403", false)]
    [InlineData("http-404", false)]
    [InlineData("http-5", false)]
    [InlineData("content-filter", false)]
    [InlineData("quota", false)]
    [InlineData("length", false)]
    [InlineData("not-recorded", false)]
    public void Only_what_may_pass_is_tried_again(string failure, bool isCovered) =>
        Assert.Equal(isCovered, new RetryOptions().ShouldRetry(failure));

    [Theory]
    [InlineData("http-429", true)]
    [InlineData("http-503", false)] // may pass, and is not wanted
    [InlineData("http-401", false)] // wanted, and can't pass
    public void On_narrows_what_is_tried_again_and_never_widens_it(string failure, bool isCovered) =>
        Assert.Equal(isCovered, new RetryOptions { FailureTypes = ["http-429", "http-401"] }.ShouldRetry(failure));

    [Fact]
    public void An_item_has_five_minutes_or_as_long_as_one_attempt_where_nothing_is_said()
    {
        Assert.Equal(TimeSpan.FromMinutes(5), new RetryOptions().TotalLimitFor(attemptLimit: TimeSpan.FromMinutes(1)));
        Assert.Equal(TimeSpan.FromMinutes(9), new RetryOptions().TotalLimitFor(attemptLimit: TimeSpan.FromMinutes(9)));
        Assert.Equal(
            TimeSpan.FromSeconds(7),
            new RetryOptions { TotalLimit = TimeSpan.FromSeconds(7) }.TotalLimitFor(attemptLimit: TimeSpan.FromMinutes(9))
        );
    }
}
