using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Caching;

/// <summary>
/// What tells a definition from every other that could be judged otherwise: 256 bits of a hash of the bytes of all that is looked at, siblings in their order among it. Where it was read, and for whom, is not among it.
/// Whoever writes a definition would have to find two of one hash to have the verdict on one said of the other.
/// </summary>
/// <param name="First">The first half.</param>
/// <param name="Second">The second half.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct DefinitionKey(UInt128 First, UInt128 Second)
{
    private const int None = -1;
    private const int Undefined = -2;
    private const int ListOfServer = -3;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? bytesOfThread;

    [ThreadStatic]
    private static (IReadOnlyList<string>? Names, byte[] Hash) namesOfThread;

    /// <summary>The key of a definition; any thread.</summary>
    public static DefinitionKey Of(ToolDefinition tool)
    {
        // The hash of the names first: it is made in the same room.
        var names = tool.Siblings is SiblingNames list ? HashOf(list.Names) : null;
        var bytes = Room();
        Add(bytes, tool.Tool);
        Add(bytes, tool.Title);
        Add(bytes, tool.Description);
        Add(bytes, tool.Condition);
        Add(bytes, tool.InputSchema);
        Add(bytes, tool.Annotations);
        Add(bytes, (int)tool.Exposed);
        Add(bytes, tool.Partial ? 1 : 0);
        if (names is not null)
        {
            Add(bytes, ListOfServer);
            bytes.Write(names);
            Add(bytes, ((SiblingNames)tool.Siblings!).Without);
        }
        else
        {
            Add(bytes, tool.Siblings);
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.WrittenSpan, hash);
        return MemoryMarshal.Read<DefinitionKey>(hash);
    }

    // The tools of a server come one after the other and share the list.
    private static byte[] HashOf(IReadOnlyList<string> names)
    {
        if (!ReferenceEquals(namesOfThread.Names, names))
        {
            var bytes = Room();
            Add(bytes, names);
            namesOfThread = (names, SHA256.HashData(bytes.WrittenSpan));
        }

        return namesOfThread.Hash;
    }

    private static ArrayBufferWriter<byte> Room()
    {
        var bytes = bytesOfThread ??= new ArrayBufferWriter<byte>(1 << 14);
        bytes.ResetWrittenCount();
        return bytes;
    }

    private static void Add(ArrayBufferWriter<byte> bytes, IReadOnlyList<string>? texts)
    {
        Add(bytes, texts?.Count ?? None);
        for (var i = 0; i < texts?.Count; i++)
        {
            Add(bytes, texts[i]);
        }
    }

    // Lengths before the texts: no two rows of texts become one row of bytes.
    private static void Add(ArrayBufferWriter<byte> bytes, string? text)
    {
        Add(bytes, text?.Length ?? None);
        bytes.Write(MemoryMarshal.AsBytes(text.AsSpan()));
    }

    // As it is written, for members in another order may be quoted in another order.
    private static void Add(ArrayBufferWriter<byte> bytes, JsonElement? element)
    {
        if (element is not { ValueKind: not JsonValueKind.Undefined } written)
        {
            Add(bytes, element is null ? None : Undefined);
            return;
        }

        var raw = JsonMarshal.GetRawUtf8Value(written);
        Add(bytes, raw.Length);
        bytes.Write(raw);
    }

    private static void Add(ArrayBufferWriter<byte> bytes, int number)
    {
        MemoryMarshal.Write(bytes.GetSpan(sizeof(int)), number);
        bytes.Advance(sizeof(int));
    }
}
