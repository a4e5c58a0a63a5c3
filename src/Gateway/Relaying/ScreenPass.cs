using System.Text.Json;

namespace Catalog.Gateway.Relaying;

/// <summary>The one pass over a message. Keeps the first reason to refuse, and reads on so that the answer can name the id.</summary>
internal ref partial struct ScreenPass
{
    private const string VersionKey = "io.modelcontextprotocol/protocolVersion";
    private const string CapabilitiesKey = "io.modelcontextprotocol/clientCapabilities";
    private const int MaxArgumentKeys = 100;
    private const int MaxIdDigits = 32;

    private static readonly string[] TopMembers = ["jsonrpc", "id", "method", "params", "result", "error"];
    private static readonly string[] ParamsMembers = ["name", "arguments", "uri", "_meta", "requestState", "inputResponses", "task", "taskId"];

    private readonly ReadOnlyMemory<byte> _message;
    private readonly ScreenLimits _limits;
    private readonly KeyLedger _ledger;
    private readonly List<string> _argumentKeys = [];
    private Utf8JsonReader _reader;
    private Refusal? _refusal;
    private bool _hasVersion;
    private bool _hasResult;
    private bool _hasError;
    private bool _hasMethod;
    private bool _hasId;
    private bool _isCall;
    private bool _nameIsWrong;
    private bool _argumentsAreWrong;
    private bool _longNumber;
    private string? _method;
    private string? _idKey;
    private string? _name;
    private string? _uri;
    private string? _taskId;
    private string? _metaVersion;
    private bool _hasCapabilities;
    private ByteRange _id;
    private ByteRange _params;
    private ByteRange _arguments;
    private ByteRange _requestState;
    private ByteRange _cursor;
    private ByteRange _requestId;
    private ByteRange _meta;
    private ByteRange _progressToken;

    public ScreenPass(ReadOnlyMemory<byte> message, ScreenLimits limits, KeyLedger ledger)
    {
        _message = message;
        _limits = limits;
        _ledger = ledger;
        // One more than allowed, so that the limit is told apart from other faults.
        _reader = new Utf8JsonReader(message.Span, new JsonReaderOptions { MaxDepth = limits.MaxDepth + 1, CommentHandling = JsonCommentHandling.Disallow });
    }

    public void Refuse(Refusal refusal) => _refusal ??= refusal;

    public void Run()
    {
        if (!Next())
        {
            Refuse(Refusal.Malformed("The message is empty"));
            return;
        }

        if (_reader.TokenType == JsonTokenType.StartArray)
        {
            Refuse(new Refusal(RpcErrors.InvalidRequest, "A batch is not accepted: send one message at a time", "(batch)"));
            return;
        }

        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            Refuse(Refusal.Invalid("The message must be a JSON object"));
            return;
        }

        while (Next() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadTopMember();
        }

        // Anything behind the object makes the reader throw.
        while (Next())
        {
        }

        CheckKind();
    }

    public readonly ScreenResult Result()
    {
        if (_refusal is not null)
        {
            return new ScreenResult(null, _refusal, _id.Of(_message), _method, _hasId);
        }

        var kind = !_hasMethod ? MessageKind.Response : _hasId ? MessageKind.Request : MessageKind.Notification;
        return new ScreenResult(
            new Envelope
            {
                Bytes = _message,
                Kind = kind,
                Id = _id,
                IdKey = _idKey,
                Method = _method,
                Params = _params,
                Name = _name,
                Uri = _uri,
                TaskId = _taskId,
                Arguments = _arguments,
                RequestState = _requestState,
                Cursor = _cursor,
                RequestId = _requestId,
                Meta = _meta,
                ProgressToken = _progressToken,
                MetaVersion = _metaVersion,
                HasClientCapabilities = _hasCapabilities,
                ArgumentKeys = _argumentKeys,
            },
            null,
            _id.Of(_message),
            _method);
    }

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

    private void CheckKind()
    {
        if (!_hasVersion)
        {
            Refuse(Refusal.Invalid("`jsonrpc` must be `2.0`"));
        }

        var isResponse = !_hasMethod && _hasId && (_hasResult ^ _hasError);
        var isCallOrNotice = _hasMethod && !_hasResult && !_hasError;
        if (!isResponse && !isCallOrNotice)
        {
            Refuse(Refusal.Invalid("The message must be exactly one of a request, a notification and a response"));
        }

        if (!_hasId && Methods.NeedsId(_method))
        {
            Refuse(Refusal.Invalid($"`{_method}` needs an `id`"));
        }

        _isCall = string.Equals(_method, Methods.ToolsCall, StringComparison.Ordinal);
        if (!_isCall)
        {
            return;
        }

        if (_nameIsWrong || _name is null)
        {
            Refuse(Refusal.Parameters("`params.name` must be a non-empty string"));
        }

        if (_argumentsAreWrong)
        {
            Refuse(Refusal.Parameters("`params.arguments` must be an object"));
        }

        if (_longNumber)
        {
            Refuse(Refusal.Parameters($"A number in `params.arguments` has more than {_limits.MaxDigits} digits written out"));
        }
    }
}
