using System.Buffers;
using System.Text.Json;

namespace Catalog.Gateway.Relaying;

/// <summary>The members of an answer that settling a call needs, kept while the answer is scanned: a small message with the same members in the same order.</summary>
internal sealed class AnswerDigest
{
    private const int MaxBytes = 1024 * 1024;

    // Longer than any name that is looked for, escapes written out.
    private const int MaxName = 128;

    private readonly ArrayBufferWriter<byte> _kept = new(256);
    private readonly byte[] _name = new byte[MaxName + 2];
    private int _nameLength;
    private bool _isNamed;
    private int _keepingAt = -1;
    private bool _needsComma;
    private Section _section;
    private Section _entering;
    private bool _isWanted;
    private bool _isBroken;

    private enum Section
    {
        None,
        Result,
        Error,
    }

    /// <summary>What was kept.</summary>
    public ReadOnlyMemory<byte> Bytes => _kept.WrittenMemory;

    /// <summary>Whether a member that is kept is longer than anything that belongs there, or a name holds half of a surrogate pair.</summary>
    public bool IsUnfit => _isBroken || _kept.WrittenCount > MaxBytes;

    /// <summary>A name begins in the object of a depth.</summary>
    public void BeginName(int depth)
    {
        // Names of the message's own members, and of those of its result or error.
        _isNamed = _keepingAt < 0 && (depth == 1 || (depth == 2 && _section != Section.None));
        _nameLength = 1;
        Keep((byte)'"');
    }

    /// <summary>Some of a string passes by.</summary>
    public void Keep(ReadOnlySpan<byte> bytes, bool isName)
    {
        if (_keepingAt >= 0)
        {
            _kept.Write(bytes);
        }
        else if (isName && _isNamed)
        {
            if (_nameLength + bytes.Length > MaxName)
            {
                _isNamed = false;
                return;
            }

            bytes.CopyTo(_name.AsSpan(_nameLength));
            _nameLength += bytes.Length;
        }
    }

    public void Keep(byte letter)
    {
        if (_keepingAt >= 0)
        {
            _kept.Write([letter]);
        }
    }

    public void EndName()
    {
        Keep((byte)'"');
        if (!_isNamed)
        {
            return;
        }

        _isNamed = false;
        if (_name.AsSpan(1, _nameLength - 1).Contains((byte)'\\') && !StrictText.SurrogatesPaired(_name.AsSpan(1, _nameLength - 1)))
        {
            _isBroken = true;
            return;
        }

        _name[0] = (byte)'"';
        _name[_nameLength] = (byte)'"';
        var name = new Utf8JsonReader(_name.AsSpan(0, _nameLength + 1));
        name.Read();
        _entering = _section == Section.None && name.ValueTextEquals("result"u8) ? Section.Result
            : _section == Section.None && name.ValueTextEquals("error"u8) ? Section.Error
            : Section.None;
        _isWanted = _section switch
        {
            Section.None => _entering != Section.None || name.ValueTextEquals("id"u8) || name.ValueTextEquals("method"u8)
                || UpstreamMessage.IsNearlyOwn(ref name),
            Section.Result => name.ValueTextEquals("isError"u8) || name.ValueTextEquals("resultType"u8) || name.ValueTextEquals("requestState"u8)
                || name.ValueTextEquals("taskId"u8) || name.ValueTextEquals("task"u8),
            _ => name.ValueTextEquals("code"u8),
        };
    }

    /// <summary>A value begins at a depth, 0 for the message itself.</summary>
    public void BeginValue(byte letter, int depth)
    {
        if (_keepingAt >= 0 || depth == 0)
        {
            _kept.Write([letter]);
            return;
        }

        if (!_isWanted)
        {
            return;
        }

        _isWanted = false;
        if (_needsComma)
        {
            _kept.Write(","u8);
        }

        _kept.Write(_name.AsSpan(0, _nameLength + 1));
        _kept.Write(":"u8);
        _needsComma = true;
        if (_entering == Section.None)
        {
            _keepingAt = depth;
            _kept.Write([letter]);
        }
        else if (letter == (byte)'{')
        {
            (_section, _entering, _needsComma) = (_entering, Section.None, false);
            _kept.Write("{"u8);
        }
        else
        {
            // That it is there counts, and whether it is null; nothing in it.
            _entering = Section.None;
            _kept.Write(letter == (byte)'n' ? "null"u8 : "0"u8);
        }
    }

    /// <summary>A value ended at a depth.</summary>
    public void EndValue(int depth)
    {
        if (_keepingAt >= 0)
        {
            _keepingAt = depth == _keepingAt ? -1 : _keepingAt;
        }
        else if (depth == 0 || (depth == 1 && _section != Section.None))
        {
            _section = Section.None;
            _needsComma = true;
            _kept.Write("}"u8);
        }
    }
}
