using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Catalog.Core.Caching;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Caching;

/// <summary>
/// What tells a definition from every other that could be judged otherwise: a hash of the bytes of all that is looked at, siblings in their order among it. Where it was read, and for whom, is not among it.
/// </summary>
public static class DefinitionKey
{
    private const int None = -1;
    private const int Undefined = -2;
    private const int ListOfServer = -3;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? bytesOfThread;

    [ThreadStatic]
    private static (IReadOnlyList<string>? Names, ContentKey Key) namesOfThread;

    /// <summary>The key of a definition; any thread.</summary>
    public static ContentKey Of(ToolDefinition tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        return WithSiblings(OwnOf(tool), tool.Siblings);
    }

    /// <summary>What tells a definition apart by itself, its siblings aside: the same wherever its server is offered; any thread.</summary>
    public static ContentKey OwnOf(ToolDefinition tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        var bytes = Room();
        Add(bytes, tool.Tool);
        Add(bytes, tool.Title);
        Add(bytes, tool.Description);
        Add(bytes, tool.Condition);
        Add(bytes, tool.InputSchema);
        Add(bytes, tool.Annotations);
        Add(bytes, (int)tool.Exposed);
        Add(bytes, tool.Partial ? 1 : 0);
        return ContentKey.Of(bytes.WrittenSpan);
    }

    /// <summary>The key of a definition among its siblings; any thread.</summary>
    /// <param name="own">What <see cref="OwnOf"/> says of it.</param>
    /// <param name="siblings">Its siblings; null where they are not known.</param>
    public static ContentKey WithSiblings(ContentKey own, IReadOnlyList<string>? siblings)
    {
        // The hash of the names first: it is made in the same room.
        var list = siblings as SiblingNames;
        var names = list is null ? default : KeyOf(list.Names);
        var bytes = Room();
        Add(bytes, own);
        if (list is null)
        {
            Add(bytes, siblings);
        }
        else
        {
            Add(bytes, ListOfServer);
            Add(bytes, names);
            Add(bytes, list.Without);
        }

        return ContentKey.Of(bytes.WrittenSpan);
    }

    // The tools of a server come one after the other and share the list.
    private static ContentKey KeyOf(IReadOnlyList<string> names)
    {
        if (!ReferenceEquals(namesOfThread.Names, names))
        {
            var bytes = Room();
            Add(bytes, names);
            namesOfThread = (names, ContentKey.Of(bytes.WrittenSpan));
        }

        return namesOfThread.Key;
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

    private static void Add(ArrayBufferWriter<byte> bytes, ContentKey key) => bytes.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<ContentKey>(in key)));

    private static void Add(ArrayBufferWriter<byte> bytes, int number)
    {
        MemoryMarshal.Write(bytes.GetSpan(sizeof(int)), number);
        bytes.Advance(sizeof(int));
    }
}
