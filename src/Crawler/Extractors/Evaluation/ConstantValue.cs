using System.Globalization;

namespace Catalog.Crawler.Extractors.Evaluation;

/// <summary>A text, a number, a truth value, or nothing.</summary>
internal sealed class ConstantValue : Value
{
    private ConstantValue(object? content, bool isUndefined = false)
    {
        Content = content;
        IsUndefined = isUndefined;
    }

    public static ConstantValue Undefined { get; } = new(null, isUndefined: true);

    public static ConstantValue Null { get; } = new((object?)null);

    public static ConstantValue True { get; } = new(true);

    public static ConstantValue False { get; } = new(false);

    /// <summary>A <see cref="string"/>, a <see cref="double"/>, a <see cref="bool"/> or null.</summary>
    public object? Content { get; }

    public bool IsUndefined { get; }

    public string? Text => Content as string;

    public override bool IsNothing => Content is null;

    public override bool? Truth => Content switch
    {
        null => false,
        bool b => b,
        double d => d != 0 && !double.IsNaN(d),
        string s => s.Length > 0,
        _ => null,
    };

    public static ConstantValue Of(string text) => new(text);

    public static ConstantValue Of(double number) => new(number);

    public static ConstantValue Of(bool truth) => truth ? True : False;

    /// <summary>The same value, dependent on something or with a part missing.</summary>
    public ConstantValue With(string? taint, bool partial) =>
        taint is null && !partial ? this : new ConstantValue(Content, IsUndefined) { Taint = taint ?? Taint, Partial = partial || Partial };

    /// <summary>As text, the way that JavaScript joins it to one.</summary>
    public override string ToString() => Content switch
    {
        null => IsUndefined ? "undefined" : "null",
        bool b => b ? "true" : "false",
        double d => Format(d),
        _ => (string)Content,
    };

    /// <summary>A number as JSON and JavaScript write it.</summary>
    public static string Format(double number) =>
        number == Math.Floor(number) && Math.Abs(number) < 1e15 ? ((long)number).ToString(CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture);
}
