using System.Text.Json;

namespace Catalog.Gateway.Relaying;

/// <content>What stands deeper: the arguments of a call, and what a message says about itself.</content>
internal ref partial struct ScreenPass
{
    private void ReadArguments()
    {
        var start = (int)_reader.TokenStartIndex;
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            _argumentsAreWrong = _reader.TokenType != JsonTokenType.Null;
            SkipCountingDigits();
            return;
        }

        var depth = _reader.CurrentDepth;
        while (Next() && !(_reader.TokenType == JsonTokenType.EndObject && _reader.CurrentDepth == depth))
        {
            if (_reader.TokenType == JsonTokenType.PropertyName && _reader.CurrentDepth == depth + 1 && _argumentKeys.Count < MaxArgumentKeys)
            {
                _argumentKeys.Add(StringOrNull()!);
            }

            CountDigits();
        }

        _arguments = new ByteRange(start, (int)_reader.BytesConsumed - start);
    }

    private void ReadMeta()
    {
        var start = (int)_reader.TokenStartIndex;
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            Skip();
            return;
        }

        while (Next() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Is("progressToken"u8))
            {
                Next();
                _progressToken = Value();
            }
            else if (_reader.ValueTextEquals(VersionKey))
            {
                Next();
                _metaVersion = StringOrNull() ?? "";
                Skip();
            }
            else
            {
                var capabilities = _reader.ValueTextEquals(CapabilitiesKey);
                Next();
                _hasCapabilities |= capabilities && _reader.TokenType == JsonTokenType.StartObject;
                Skip();
            }
        }

        _meta = new ByteRange(start, (int)_reader.BytesConsumed - start);
    }
}
