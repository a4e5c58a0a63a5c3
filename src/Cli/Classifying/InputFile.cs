using System.Text;
using Catalog.Cli.Hosting;

namespace Catalog.Cli.Classifying;

/// <summary>Opens the lines that a command reads.</summary>
internal static class InputFile
{
    private const int Buffer = 1 << 16;

    /// <summary>The lines of <see cref="OpenBytes"/> as text. Bytes that are no UTF-8 become replacement characters.</summary>
    /// <exception cref="CommandFailedException">The file is not there or may not be read.</exception>
    public static StreamReader Open(string? path) => new(OpenBytes(path), Encoding.UTF8, detectEncodingFromByteOrderMarks: true, Buffer);

    /// <summary>A file, or what is piped in where no file is named or it is <c>-</c>. Not buffered: to be read in large pieces.</summary>
    /// <exception cref="CommandFailedException">The file is not there or may not be read.</exception>
    public static Stream OpenBytes(string? path)
    {
        if (path is null or "-")
        {
            return Console.OpenStandardInput();
        }

        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"cannot read `{path}`: name a file of JSON lines, or pipe them in", ExitCodes.Failed, wrong);
        }
    }
}
