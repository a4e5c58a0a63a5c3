using System.Text;
using Catalog.Crawler.Processes.Workers;

namespace Catalog.Crawler.Parsing.Workers;

/// <summary>
/// The bodies of the frames between a pool and its parse workers. A request is the language (one byte of length, UTF-8) and the file's bytes; a reply is a status byte and
/// either facts (<see cref="Facts.FactWriter"/>) or a sentence in UTF-8.
/// </summary>
internal static class ParseFrames
{
    public const byte Facts = 1;
    public const byte Problem = 2;

    /// <summary>What stands before the file's bytes in a request.</summary>
    public static byte[] Head(string language)
    {
        var name = Encoding.UTF8.GetBytes(language);
        return [(byte)name.Length, .. name];
    }

    public static (string Language, byte[] Content) ReadRequest(byte[] frame)
    {
        var length = frame.Length > 0 ? frame[0] : byte.MaxValue;
        return length + 1 <= frame.Length
            ? (Encoding.UTF8.GetString(frame, 1, length), frame[(1 + length)..])
            : throw new InvalidDataException("the request is cut");
    }

    public static void WriteReply(Stream to, byte status, ReadOnlySpan<byte> body) => WorkerFrames.Write(to, [status], body);
}
