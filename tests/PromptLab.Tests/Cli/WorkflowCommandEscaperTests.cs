using PromptLab.Cli.Terminal;
using PromptLab.Tests.Fakes;

namespace PromptLab.Tests.Cli;

public sealed class WorkflowCommandEscaperTests
{
    [Theory]
    [InlineData("::error::x", ":\u200B:error::x")]
    [InlineData("  \t\u00A0::error::x", "  \t\u00A0:\u200B:error::x")]
    [InlineData("a\n::stop-commands::x\n", "a\n:\u200B:stop-commands::x\n")]
    [InlineData("a\r::error::x", "a␍:\u200B:error::x")]
    [InlineData(":::error::x", ":\u200B::error::x")]
    [InlineData("a ##[error]x", "a ##\u200B[error]x")]
    [InlineData("###[error]x", "###\u200B[error]x")]
    public void What_would_be_a_command_is_broken_up(string text, string inert)
    {
        Assert.NotEmpty(WorkflowCommands.In(text));
        Assert.Equal(inert, Write(text));
        Assert.Empty(WorkflowCommands.In(inert));
    }

    [Theory]
    [InlineData("std::vector and a::b\n")]
    [InlineData("# Task\n\n## Two\n")]
    [InlineData("time: 12:30\n: a\n")]
    [InlineData("[#1] #[2]\n")]
    [InlineData("%0A::error::x\n")] // the runner unescapes within commands only
    public void Anything_else_stays_as_it_is(string text)
    {
        Assert.Empty(WorkflowCommands.In(text));
        Assert.Equal(text, Write(text));
    }

    [Fact]
    public async Task However_it_is_written_piece_by_piece_it_is_the_same()
    {
        using var inner = new StringWriter();
        var writer = new WorkflowCommandEscaper(inner);

        writer.Write(" :");
        writer.Write(':');
        writer.Write("error::x #".ToCharArray(), 0, 10);
        await writer.WriteAsync('#');
        await writer.WriteLineAsync("[error]y");
        await writer.WriteAsync("::");
        writer.WriteLine();
        writer.Write("{0}::", ':');

        Assert.Equal(" :\u200B:error::x ##\u200B[error]y\n:\u200B:\n:\u200B::", inner.ToString());
    }

    [Fact]
    public void Commands_of_ours_go_past_it()
    {
        using var inner = new StringWriter();

        WorkflowCommandEscaper.Unguarded(new WorkflowCommandEscaper(inner)).Write("::error::x\n");

        Assert.Equal("::error::x\n", inner.ToString());
        Assert.Same(inner, WorkflowCommandEscaper.Unguarded(inner));
    }

    private static string Write(string text)
    {
        using var inner = new StringWriter();
        new WorkflowCommandEscaper(inner).Write(text);
        return inner.ToString();
    }
}
