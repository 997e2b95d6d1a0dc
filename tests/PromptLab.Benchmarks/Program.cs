using PromptLab.Benchmarks;

// “serve MS” is the model server, in a process of its own; everything else measures and prints a table.
if (args is ["serve", var latency])
    return await ModelServer.RunAsync(TimeSpan.FromMilliseconds(int.Parse(latency, System.Globalization.CultureInfo.InvariantCulture)));
if (args is not ([] or ["--short"]))
{
    Console.Error.WriteLine("The benchmarks take no argument but --short: a tenth of the calls and one round, to see that they work.");
    return 2;
}

return await BenchmarkRun.RunAsync(args is ["--short"] ? Sizes.Short : Sizes.Full, Console.Out, Console.Error);
