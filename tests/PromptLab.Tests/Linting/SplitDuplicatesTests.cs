namespace PromptLab.Tests.Linting;

public sealed class SplitDuplicatesTests : IDisposable
{
    private readonly LintBench _bench = new();

    [Theory]
    [InlineData("the app closes when I open it")]
    [InlineData("the APP closes  when I open it")]
    public async Task An_item_of_two_splits_is_found(string message)
    {
        _bench.Items[6] = "t-07,dev,The app closes when I open it,technical";
        _bench.Items.Add($"t-51,holdout,{message},technical");

        Assert.Equal(
            "warning: evalsets/tickets/items.csv:52: The item “t-51” of holdout is “t-07” of dev (line 8), whatever the case and the white space. What was tuned on one is then confirmed on the other: keep one of them, or both in one split. [split-duplicate]",
            await _bench.FindAsync()
        );
    }

    // 11 words have nine triples; another last word changes one: 8 shared of 10.
    [Fact]
    public async Task An_item_with_one_word_changed_is_found()
    {
        _bench.Items[6] = "t-07,train,one two three four five six seven eight nine ten eleven,technical";
        _bench.Items[7] = "t-08,dev,one two three four five six seven eight nine ten twelve,billing";

        Assert.Equal(
            "warning: evalsets/tickets/items.csv:9: The item “t-08” of dev is nearly “t-07” of train (line 8): the Jaccard similarity of their word triples is 0.80, and 0.80 or more counts, digits alike. What was tuned on one is then confirmed on the other: keep one of them, or both in one split. [split-duplicate]",
            string.Join('\n', (await _bench.FindAsync()).Split('\n').Where(line => !line.Contains("few-items", StringComparison.Ordinal)))
        );
    }

    [Fact]
    public async Task Within_one_split_nothing_is_said()
    {
        _bench.Items[6] = "t-07,dev,The app closes when I open it,technical";
        _bench.Items[7] = "t-08,dev,The app closes when I open it,billing";

        Assert.Equal("", await _bench.FindAsync());
    }

    [Fact]
    public async Task Items_that_differ_in_another_field_are_no_duplicates()
    {
        _bench.Variables = "{ message: { required: true, trust: untrusted }, reply: { trust: untrusted } }";
        _bench.Query = "{message}\n\n{reply}";
        _bench.Items[6] = "t-07,dev,Help,technical";
        _bench.Items.Add("t-51,holdout,Help,technical");
        _bench.Column("reply", i => i == 6 ? "Have you tried another browser than that one" : "We are sorry to hear of it");

        Assert.Equal("", await _bench.FindAsync());
    }

    public void Dispose() => _bench.Dispose();
}
