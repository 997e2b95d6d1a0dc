using System.Globalization;
using PromptLab.Results;
using static PromptLab.Tests.Results.SomeResults;

namespace PromptLab.Tests.Results;

public sealed class ItemsCsvTests
{
    [Theory]
    [InlineData("")]
    [InlineData("fr-FR")]
    [InlineData("ar-SA")]
    [InlineData("tr-TR")]
    public void The_table_is_the_same_text_in_every_culture(string culture)
    {
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        var writer = new StringWriter();

        ItemsCsv.Write(writer, Record() with { RunId = "r1" }, [Failed("b"), Scored("a", 1, tags: ["x", "y"]) with { Output = "=1+1" }]);

        Assert.Equal(
            """
            run_id,prompt,version,model,item_id,item_hash,split,tags,repeat,status,score,message,expected,output,right.score,right.pass,right.code,right.reason,finish_reason,input_tokens,output_tokens,latency_ms,cost_usd,cached,attempts,error_type,error,response_id,request_id,refusal,waited_ms,original_cost_usd
            20261124-120000-triage-v3-abcdef,triage,v3,main,a,sha256:aaaaaaaaaaaa,,x;y,1,pass,1.0000,text of a,billing,'=1+1,1.0000,true,equals.same,The texts were compared.,,100,10,200,0.5,false,1,,,,,,0,
            20261124-120000-triage-v3-abcdef,triage,v3,main,b,sha256:aaaaaaaaaaaa,,,1,error,,text of b,billing,,,,,,,,,,,false,0,timeout,No response within 60 s.,,,,0,

            """,
            writer.ToString()
        );
    }
}
