"""Controls of ipywidgets, as a saved notebook keeps them."""

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from newsarchive.reports.document import CodeBlock, Facts, Image, Note, Strong, Text
from newsarchive.reports.notebooks.pages import document
from newsarchive.reports.notebooks.running import execute

STATE = "application/vnd.jupyter.widget-state+json"
WIDGET = "application/vnd.jupyter.widget-view+json"


def test_what_interact_showed_is_shown(tmp_path):
    import nbformat

    source = (
        "from ipywidgets import interact\n"
        "@interact(năm=(2000, 2025), báo=['A', 'B'], chỉ_ảnh=False)\n"
        "def show(năm=2012, báo='B', chỉ_ảnh=False):\n    print(báo, năm)"
    )
    path = tmp_path / "x.ipynb"
    nbformat.write(new_notebook(cells=[new_markdown_cell("# Thử nghiệm nút điều khiển"), new_code_cell(source)]), path)
    _, note, facts, printed = document(execute(path), "x").nodes
    assert isinstance(note, Note)
    assert facts == Facts((("năm", (Text("2012"),)), ("báo", (Text("B"),)), ("chỉ_ảnh", (Text("False"),))))
    assert printed == CodeBlock("B 2012", "output")


def shown(state, **data):
    cell = new_code_cell("x")
    cell.outputs = [
        {
            "output_type": "display_data",
            "metadata": {},
            "data": {WIDGET: {"model_id": "a"}, "text/plain": "X()", **data},
        }
    ]
    from nbformat import from_dict

    made = from_dict(new_notebook(cells=[cell], metadata={"widgets": {STATE: {"state": state}}}))
    return document(made, "x").nodes[1:]


def model(name, **state):
    return {"model_name": f"{name}Model", "state": state}


def test_controls_inside_controls_in_order():
    state = {
        "a": model("VBox", children=["IPY_MODEL_b", "IPY_MODEL_c", "IPY_MODEL_gone", "IPY_MODEL_a"]),
        "b": model("HTML", value="<b onclick=x()>đậm</b><script>x()</script>"),
        "c": model("Button", description="Chạy"),
    }
    note, facts, words = shown(state)
    assert isinstance(note, Note)
    assert facts == Facts((("Button", (Text("Chạy"),)),))
    assert words.children == (Strong((Text("đậm"),)),)


def test_what_is_in_a_tab_or_a_fold_has_its_title():
    output = {"output_type": "stream", "name": "stdout", "text": "in hai"}
    state = {
        "a": model("Tab", children=["IPY_MODEL_b", "IPY_MODEL_c"], titles=["Một", "Hai"]),
        "b": model("Checkbox", description="Ảnh", value=True),
        "c": model("Output", outputs=[output]),
    }
    _, facts, title, printed = shown(state)
    assert facts == Facts((("Một · Ảnh", (Text("True"),)),))
    assert title.children == (Strong((Text("Hai"),)),)
    assert printed == CodeBlock("in hai", "output")


def test_a_chart_in_a_control_is_drawn():
    import altair as alt

    chart = alt.Chart({"values": [{"x": 1}]}).mark_bar().encode(x="x:Q").properties(title="Một cột")
    _, drawn = shown({"a": model("Any", spec=chart.to_dict())})
    assert isinstance(drawn, Image)
    assert drawn.alt == "Một cột"


def test_one_whose_state_is_not_kept_is_named_in_its_place():
    (note,) = shown({})
    assert note == Note((Text("This output is a control and needs Jupyter to be used: X()"),))


def test_a_control_with_a_picture_of_its_own_shows_that():
    (words,) = shown({"a": model("IntSlider", value=3)}, **{"text/html": "<p>hình</p>"})
    assert words.children == (Text("hình"),)
