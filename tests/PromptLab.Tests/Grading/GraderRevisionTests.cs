using PromptLab.Files;
using PromptLab.Grading;

namespace PromptLab.Tests.Grading;

public sealed class GraderRevisionTests
{
    private static readonly string Item = GraderBench.Item("\"billing\"");

    [Fact]
    public void A_first_revision_leaves_the_hash_what_it_was_before_there_were_revisions()
    {
        const string Content = """{"combine":"WeightedMean","graders":[{"id":"right","type":"starts-with"}],"pass":1,"schemas":[]}""";

        Assert.Equal(ContentHash.OfText(Content), GraderBench.Make("graders: [{ id: right, type: starts-with }]\n", Item).Graders.Hash);
        // By sha256sum.
        Assert.Equal("sha256:e72dc9616318230d8c556bc5a05991c880fdbf38e99a459a7d09b9f833aedb10", ContentHash.OfText(Content));
    }

    [Fact]
    public void A_hosts_first_revision_is_in_its_definition_alone() =>
        Assert.Equal(
            ContentHash.OfText("""{"combine":"WeightedMean","graders":[{"id":"right","type":"tone"}],"pass":1,"schemas":[]}"""),
            HashOf("tone", 1, "type: tone")
        );

    [Fact]
    public void A_later_revision_is_part_of_the_hash() =>
        Assert.Equal(
            ContentHash.OfText(
                """{"combine":"WeightedMean","graders":[{"id":"right","type":"tone"}],"pass":1,"revisions":{"tone":2},"schemas":[]}"""
            ),
            HashOf("tone", 2, "type: tone")
        );

    [Fact]
    public void Two_revisions_with_the_same_options_never_share_a_hash() =>
        Assert.Equal(3, new[] { 1, 2, 3 }.Select(revision => HashOf("tone", revision, "type: tone")).Distinct().Count());

    [Fact]
    public void The_turned_form_has_the_revision_of_its_kind() =>
        Assert.NotEqual(HashOf("tone", 1, "type: not-tone"), HashOf("tone", 2, "type: not-tone"));

    [Fact]
    public void A_later_revision_of_a_kind_that_the_set_does_not_name_changes_nothing() =>
        Assert.Equal(HashOf("tone", 1, "type: equals"), HashOf("tone", 2, "type: equals"));

    private static string HashOf(string kind, int revision, string grader)
    {
        var catalog = new GraderCatalog();
        catalog.Add(
            new GraderKind(kind, revision, _ => new HostGrader(
                (_, _) => ValueTask.FromResult(GraderResult.Of(Score.Of(1, "tone.good", "Good.")))
            ))
            {
                HasNot = true,
            }
        );
        return GraderBench.Make(catalog, $"graders: [{{ id: right, {grader} }}]\n", Item).Graders.Hash;
    }
}
