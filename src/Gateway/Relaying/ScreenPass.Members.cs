using System.Text.Json;

namespace Catalog.Gateway.Relaying;

/// <content>The members of the message itself and of its parameters.</content>
internal ref partial struct ScreenPass
{
    private void ReadTopMember()
    {
        if (Is("jsonrpc"u8))
        {
            Next();
            _hasVersion = _reader.TokenType == JsonTokenType.String && _reader.ValueTextEquals("2.0"u8);
            Skip();
        }
        else if (Is("id"u8))
        {
            Next();
            ReadId();
        }
        else if (Is("method"u8))
        {
            Next();
            _hasMethod = true;
            _method = MethodOrNull();
            if (_method is null)
            {
                Refuse(Refusal.Invalid("`method` must be a string"));
            }

            Skip();
        }
        else if (Is("params"u8))
        {
            Next();
            ReadParams();
        }
        else
        {
            _hasResult |= Is("result"u8);
            _hasError |= Is("error"u8);
            RefuseCaseVariant(TopMembers);
            Next();
            Skip();
        }
    }

    private void ReadId()
    {
        _hasId = true;
        if (_reader.TokenType == JsonTokenType.String)
        {
            _idKey = "s" + StringOrNull();
        }
        else if (_reader.TokenType == JsonTokenType.Number && IsInteger(_reader.ValueSpan))
        {
            _idKey = IdKeys.OfNumber(_reader.ValueSpan);
        }
        else
        {
            Refuse(Refusal.Invalid("`id` must be a string or an integer"));
            Skip();
            return;
        }

        var range = Token();
        _id = _id.IsPresent ? default : range;
    }

    private void ReadParams()
    {
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            if (_reader.TokenType != JsonTokenType.Null)
            {
                Refuse(Refusal.Parameters("`params` must be an object"));
            }

            Skip();
            return;
        }

        var start = (int)_reader.TokenStartIndex;
        while (Next() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadParamsMember();
        }

        _params = new ByteRange(start, (int)_reader.BytesConsumed - start);
    }

    private void ReadParamsMember()
    {
        if (Is("name"u8))
        {
            Next();
            _name = StringOrNull();
            _nameIsWrong = string.IsNullOrEmpty(_name);
            Skip();
        }
        else if (Is("arguments"u8))
        {
            Next();
            ReadArguments();
        }
        else if (Is("_meta"u8))
        {
            Next();
            ReadMeta();
        }
        else if (Is("uri"u8))
        {
            Next();
            _uri = StringOrNull();
            Skip();
        }
        else if (Is("taskId"u8))
        {
            Next();
            _taskId = StringOrNull();
            Skip();
        }
        else if (Is("requestState"u8))
        {
            Next();
            _requestState = Value();
        }
        else if (Is("cursor"u8))
        {
            Next();
            _cursor = Value();
        }
        else if (Is("requestId"u8))
        {
            Next();
            _requestId = Value();
        }
        else
        {
            RefuseCaseVariant(ParamsMembers);
            Next();
            Skip();
        }
    }
}
