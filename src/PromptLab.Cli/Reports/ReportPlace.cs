namespace PromptLab.Cli.Reports;

/// <summary>Where a report is written.</summary>
internal enum ReportPlace
{
    /// <summary>To the file that the option names, in addition to the command's text.</summary>
    File,

    /// <summary>To standard output, instead of the command's text. <c>--json</c> takes precedence.</summary>
    StandardOutput,

    /// <summary>To the stream that the CI server reads, in addition to the command's text. The command chooses the stream.</summary>
    CiServer,
}
