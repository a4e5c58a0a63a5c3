namespace Catalog.Cli.Hosting;

/// <summary>Ends a command with one sentence for the user: what is wrong and what to do.</summary>
/// <param name="message">The sentence, without a full stop.</param>
/// <param name="exitCode">See <see cref="ExitCodes"/>.</param>
/// <param name="inner">Shown with <c>--verbose</c> only.</param>
internal sealed class CommandFailedException(string message, int exitCode = ExitCodes.Failed, Exception? inner = null)
    : Exception(message, inner)
{
    public int ExitCode { get; } = exitCode;
}
