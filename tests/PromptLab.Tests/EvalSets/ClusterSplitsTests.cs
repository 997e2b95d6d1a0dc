using PromptLab.Tests.Cli;

namespace PromptLab.Tests.EvalSets;

public sealed class ClusterSplitsTests : IDisposable
{
    private readonly TestBench _bench = new();

    [Fact]
    public async Task A_cluster_that_crosses_splits_is_warned_of_with_the_item_and_its_line()
    {
        var result = await CheckAsync(
            """
            id,split,cluster,message,expected
            a,dev,mail-7,message a,yes
            b,dev,mail-7,message b,yes
            c,holdout,mail-7,message c,yes
            d,holdout,mail-7,message d,yes
            e,train,mail-7,message e,yes
            f,dev,mail-8,message f,yes
            g,holdout,,message g,yes
            h,dev,,message h,yes
            """
        );

        Assert.Equal(0, result.Exit);
        Assert.Equal(
            """
            warning: evalsets/tickets/items.csv:4: The cluster “mail-7” crosses splits: “c” is in holdout, “a” in dev. Items of one cluster are no independent evidence; keep them in one split.
            warning: evalsets/tickets/items.csv:6: The cluster “mail-7” crosses splits: “e” is in train, “a” in dev. Items of one cluster are no independent evidence; keep them in one split.

            """,
            string.Concat(
                result
                    .Out.Split('\n')
                    .Where(line => line.StartsWith("warning: evalsets", StringComparison.Ordinal))
                    .Select(line => line + "\n")
            )
        );
    }

    [Fact]
    public async Task Clusters_within_one_split_and_without_splits_are_fine()
    {
        var result = await CheckAsync(
            "id,split,cluster,message,expected\na,dev,one,message a,yes\nb,dev,one,message b,yes\nc,holdout,two,message c,yes\n"
        );

        Assert.Equal(0, result.Exit);
        Assert.DoesNotContain("crosses splits", result.Out, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    private async Task<CommandResult> CheckAsync(string items)
    {
        _bench.Write("promptlab.yaml", "schema: promptlab/config@1\n");
        _bench.Write(
            "evalsets/tickets/evalset.yaml",
            """
            schema: promptlab/evalset@1
            name: tickets
            data: items.csv
            splits: { train: {}, dev: {}, holdout: {} }
            graders: [{ id: right, type: equals }]
            """
        );
        _bench.Write("evalsets/tickets/items.csv", items);
        return await _bench.RunAsync("check");
    }
}
