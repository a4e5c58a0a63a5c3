using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Catalog.Policy.Operators.Operands;

/// <summary>
/// The text of a JSON string as UTF-8: the very bytes of the message where nothing is escaped, so that a long argument is asked about without
/// a copy of it. In valid UTF-8 a text is part of another exactly where its bytes are.
/// </summary>
internal readonly ref struct Utf8Text
{
    // What most texts consist of is known in one look to be neither escaped nor broken.
    private static readonly SearchValues<byte> Plain = SearchValues.Create([.. Enumerable.Range(0x20, 0x5F).Select(static letter => (byte)letter).Where(static letter => letter != (byte)'\\')]);

    private readonly byte[]? _rented;

    private Utf8Text(ReadOnlySpan<byte> bytes, byte[]? rented, bool isUnicode)
    {
        Bytes = bytes;
        _rented = rented;
        IsUnicode = isUnicode;
    }

    /// <summary>The text; good until this is disposed.</summary>
    internal ReadOnlySpan<byte> Bytes { get; }

    /// <summary>False for an escaped lone surrogate or what is no UTF-8, which is no text.</summary>
    internal bool IsUnicode { get; }

    /// <summary>How many code points a text of valid UTF-8 has.</summary>
    internal static int CodePointsIn(ReadOnlySpan<byte> text)
    {
        if (Ascii.IsValid(text))
        {
            return text.Length;
        }

        var count = 0;
        foreach (var one in text)
        {
            // All bytes of a code point but its first are continuations.
            count += (one & 0xC0) == 0x80 ? 0 : 1;
        }

        return count;
    }

    /// <summary>Reads a value that is a string.</summary>
    internal static Utf8Text Of(JsonElement value)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value);
        var written = raw[1..^1];
        if (written.IndexOfAnyExcept(Plain) < 0)
        {
            return new Utf8Text(written, null, isUnicode: true);
        }

        if (!written.Contains((byte)'\\'))
        {
            return new Utf8Text(written, null, Utf8.IsValid(written));
        }

        var rented = ArrayPool<byte>.Shared.Rent(written.Length);
        try
        {
            var reader = new Utf8JsonReader(raw);
            reader.Read();
            return new Utf8Text(rented.AsSpan(0, reader.CopyString(rented)), rented, isUnicode: true);
        }
        catch (InvalidOperationException)
        {
            return new Utf8Text([], rented, isUnicode: false);
        }
    }

    internal void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
        }
    }
}
