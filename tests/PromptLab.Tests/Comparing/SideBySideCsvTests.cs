using System.Globalization;
using System.Text.Json.Nodes;
using PromptLab.Comparing;
using static PromptLab.Tests.Comparing.SampleResults;

namespace PromptLab.Tests.Comparing;

public sealed class SideBySideCsvTests
{
    [Theory]
    [InlineData("")]
    [InlineData("fr-FR")]
    [InlineData("ar-SA")]
    [InlineData("tr-TR")]
    public void The_table_is_the_same_text_in_every_culture(string culture)
    {
        CultureInfo.CurrentCulture = new CultureInfo(culture);

        var table = Write(
            Run("refund-intake@v2", Fail("i-1"), Pass("i-2", 0.7), Undecided("i-3"), Pass("i-4")),
            Run(
                "refund-intake@v3",
                Pass("i-1", output: "a, \"b\""),
                Fail("i-2", output: "- I cannot answer that."),
                Error("i-3"),
                Pass("i-4")
            )
        );

        Assert.Equal(
            """"
            item_id,split,tags,change,user_message,expected,v2.status,v2.score,v3.status,v3.score,v2.output,v3.output
            i-2,dev,state-law;abstain,broken,Question i-2?,right,pass,0.7000,fail,0.0000,right,'- I cannot answer that.
            i-1,dev,state-law;abstain,fixed,Question i-1?,right,fail,0.0000,pass,1.0000,wrong,"a, ""b"""
            i-4,dev,state-law;abstain,both pass,Question i-4?,right,pass,1.0000,pass,1.0000,right,right
            i-3,dev,state-law;abstain,error,Question i-3?,right,undecided,,error,,perhaps,

            """",
            table
        );
    }

    [Theory]
    [InlineData("p@v2", "p@v3", "v2", "v3")]
    [InlineData("p@v2", "p@v2", "baseline", "candidate")]
    [InlineData("p@v1", "q@v1", "p@v1", "q@v1")]
    public void The_columns_of_a_side_bear_the_shortest_name_that_tells_it_from_the_other(
        string baseline,
        string candidate,
        string first,
        string second
    ) =>
        Assert.Equal(
            $"item_id,split,tags,change,user_message,expected,{first}.status,{first}.score,{second}.status,{second}.score,{first}.output,{second}.output",
            Write(Run(baseline, Pass("a")), Run(candidate, Pass("a"))).Split('\n')[0]
        );

    [Fact]
    public void The_header_of_the_sample_is_ours()
    {
        var sample = File.ReadLines(SharedFiles.Require("samples/results/compare/tax-accountant.v2-v3.csv")).First();

        Assert.Equal(sample, Write(Run("tax-accountant@v2", Pass("a")), Run("tax-accountant@v3", Pass("a"))).Split('\n')[0]);
    }

    [Fact]
    public void Fields_that_are_no_text_are_written_as_JSON_and_never_share_a_column_with_ours()
    {
        var item = Pass("a") with
        {
            Input = new Dictionary<string, JsonNode>(StringComparer.Ordinal) { ["year"] = 2025, ["change"] = "=1" },
            Expected = new JsonObject { ["rule"] = "IRC 61", ["answer"] = "Yes." },
        };

        Assert.Equal(
            """"
            item_id,split,tags,change,input.change,year,expected,baseline.status,baseline.score,candidate.status,candidate.score,baseline.output,candidate.output
            a,dev,state-law;abstain,both pass,'=1,2025,"{""answer"":""Yes."",""rule"":""IRC 61""}",pass,1.0000,pass,1.0000,right,right

            """",
            Write(Run("p@v1", item), Run("p@v1", item))
        );
    }

    private static string Write(ComparedRun baseline, ComparedRun candidate)
    {
        using var writer = new StringWriter();
        SideBySideCsv.Write([RunComparison.Between(baseline, candidate)], writer);
        return writer.ToString();
    }
}
