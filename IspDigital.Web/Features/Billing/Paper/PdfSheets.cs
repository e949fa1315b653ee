using SkiaSharp;

namespace IspDigital.Web.Features.Billing.Paper;

/// <summary>Pages that are filled from the top down; what no longer fits goes onto the next. Drawn at the end, when their number is known.</summary>
internal sealed class PdfSheets
{
    /// <summary>A4 in points.</summary>
    public const float Width = 595;

    /// <summary>A4 in points.</summary>
    public const float Height = 842;

    /// <summary>White on the left and on the right.</summary>
    public const float Margin = 42;

    private const float Top = 44;
    private const float Bottom = Height - 56;

    private readonly List<List<Action<SKCanvas>>> _pages = [[]];

    /// <summary>Right edge of what is drawn.</summary>
    public static float Right => Width - Margin;

    /// <summary>How far down the page is filled.</summary>
    public float Y { get; set; } = Top;

    /// <summary>Draws on the present page.</summary>
    public void Draw(Action<SKCanvas> mark) => _pages[^1].Add(mark);

    /// <summary>Begins a new page where that height no longer fits.</summary>
    /// <returns>Whether it did.</returns>
    public bool Need(float height)
    {
        if (Y + height <= Bottom)
        {
            return false;
        }
        _pages.Add([]);
        Y = Top;
        return true;
    }

    /// <summary>Draws a line across.</summary>
    public void Rule(float from, float to, float thickness, byte grey)
    {
        var y = Y;
        Draw(canvas =>
        {
            using var paint = new SKPaint { Color = new SKColor(grey, grey, grey), StrokeWidth = thickness, IsAntialias = true };
            canvas.DrawLine(from, y, to, y, paint);
        });
    }

    /// <summary>Draws every page, each with its number in the foot.</summary>
    public void Finish(SKDocument document, Action<SKCanvas, int, int> foot)
    {
        for (var page = 0; page < _pages.Count; page++)
        {
            var canvas = document.BeginPage(Width, Height);
            _pages[page].ForEach(mark => mark(canvas));
            foot(canvas, page + 1, _pages.Count);
            document.EndPage();
        }
        document.Close();
    }
}
