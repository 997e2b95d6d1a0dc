using System.Runtime.InteropServices;
using System.Text;
using PromptLab.Cli;
using PromptLab.Cli.Terminal;

#pragma warning disable RS0030 // The one place that has the streams; the context puts the filter round them.
using var stopping = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop); // the terminal or the connection to it was closed
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var noColour = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

return await App.RunAsync(
    args,
    new CommandContext
    {
        Out = Console.IsOutputRedirected ? Console.Out : new TerminalWriter(Console.Out),
        Error = Console.IsErrorRedirected ? Console.Error : new TerminalWriter(Console.Error),
        In = Console.In,
        WorkingDirectory = Directory.GetCurrentDirectory(),
        Variable = Environment.GetEnvironmentVariable,
        IsInteractive = !Console.IsInputRedirected && !Console.IsErrorRedirected,
        Colours = !Console.IsOutputRedirected && !noColour,
        Width = Console.IsOutputRedirected ? CommandContext.WidthOfFiles : WindowWidth(),
        ErrorWidth = Console.IsErrorRedirected ? CommandContext.WidthOfFiles : WindowWidth(),
        Stopping = stopping.Token,
    }
);

// A terminal that doesn't tell its width says 0.
static int WindowWidth() => Console.WindowWidth is > 0 and var width ? Math.Max(60, width) : 80;

// The first signal stops new calls and waits for those in flight; the second exits at once, and loses only those.
void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    if (stopping.IsCancellationRequested)
        Environment.Exit(ExitCodes.Cancelled);
    stopping.Cancel();
}
